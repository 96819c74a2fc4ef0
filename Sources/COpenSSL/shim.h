// The system's OpenSSL. What it spells as macros, which Swift cannot import, stands here as functions.
#ifndef WORKSIM_COPENSSL_H
#define WORKSIM_COPENSSL_H

#include <string.h>
#include <time.h>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

static inline long worksim_set_server_name(SSL *ssl, const char *name) { return SSL_set_tlsext_host_name(ssl, name); }

static inline long worksim_allow_all_versions(SSL_CTX *context) { return SSL_CTX_set_min_proto_version(context, 0); }

static inline int worksim_chain_count(STACK_OF(X509) *chain) { return sk_X509_num(chain); }

static inline X509 *worksim_chain_item(STACK_OF(X509) *chain, int index) { return sk_X509_value(chain, index); }

static inline STACK_OF(X509) *worksim_chain_new(void) { return sk_X509_new_null(); }

static inline int worksim_chain_push(STACK_OF(X509) *chain, X509 *item) { return sk_X509_push(chain, item); }

static inline void worksim_chain_free(STACK_OF(X509) *chain) { sk_X509_pop_free(chain, X509_free); }

// Copies what a memory BIO holds, as text that ends with a zero; returns the length without it.
static inline int worksim_copy(BIO *bio, char *buffer, int size) {
    char *data = NULL;
    long length = BIO_get_mem_data(bio, &data);
    if (length < 0 || data == NULL) length = 0;
    if (length > size - 1) length = size - 1;
    if (length > 0) memcpy(buffer, data, (size_t)length);
    buffer[length] = 0;
    return (int)length;
}

// A name as RFC 2253 writes it, in UTF-8.
static inline int worksim_name_text(const X509_NAME *name, char *buffer, int size) {
    BIO *bio = BIO_new(BIO_s_mem());
    if (bio == NULL) return 0;
    X509_NAME_print_ex(bio, name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
    int length = worksim_copy(bio, buffer, size);
    BIO_free(bio);
    return length;
}

// The subject alternative names as OpenSSL prints them: "DNS:work.example.com, IP Address:127.0.0.1".
static inline int worksim_alternative_names(const X509 *certificate, char *buffer, int size) {
    buffer[0] = 0;
    int index = X509_get_ext_by_NID(certificate, NID_subject_alt_name, -1);
    if (index < 0) return 0;
    BIO *bio = BIO_new(BIO_s_mem());
    if (bio == NULL) return 0;
    X509V3_EXT_print(bio, X509_get_ext(certificate, index), 0, 0);
    int length = worksim_copy(bio, buffer, size);
    BIO_free(bio);
    return length;
}

// Seconds since 1970 of a certificate's time; -1 where it cannot be read.
static inline long long worksim_seconds(const ASN1_TIME *moment) {
    struct tm parts;
    memset(&parts, 0, sizeof parts);
    if (ASN1_TIME_to_tm(moment, &parts) != 1) return -1;
    return (long long)timegm(&parts);
}

static inline int worksim_error_reason(unsigned long error) { return ERR_GET_REASON(error); }

static inline int worksim_error_library(unsigned long error) { return ERR_GET_LIB(error); }

#endif
