package org.vimeter.office;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** What people edit, through JPA. Each method is one transaction of the container; none may be open around it. */
@ApplicationScoped
@Transactional
public class Entities {
    @PersistenceContext
    private EntityManager em;

    public <T> T store(T entity) {
        em.persist(entity);
        em.flush();
        return entity;
    }

    /** A new one, or the changed state of one that was found before. */
    public <T> T keep(T entity) {
        var kept = em.merge(entity);
        em.flush();
        return kept;
    }

    public <T> Optional<T> find(Class<T> type, long id) {
        return Optional.ofNullable(em.find(type, id));
    }

    /** By name. The type is one of our entities, each of which has one. */
    public <T> List<T> all(Class<T> type) {
        var query = em.getCriteriaBuilder().createQuery(type);
        var root = query.from(type);
        return em.createQuery(query.select(root).orderBy(em.getCriteriaBuilder().asc(root.get("name"))))
                .getResultList();
    }
}
